"""How pages of records look, and what their browsers may do: nothing but show them in this style."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

PAGES: Final = Path(__file__).resolve().parent / "pages"
STYLE: Final = (PAGES / "record.css").read_text(encoding="utf-8")

_DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
_POLICY = {
    "default-src": "'none'",
    "style-src": f"'sha256-{_DIGEST}'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

PAGE_HEADERS: Final = [
    (
        b"content-security-policy",
        "; ".join(f"{kind} {allowed}" for kind, allowed in _POLICY.items()).encode(),
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
]
