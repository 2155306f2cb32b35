"""Brings PostGraphile and the Node it needs from npm into a folder of their own, where npm is there and answers."""

import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent / "postgraphile"
SECONDS = 300


def install(folder: Path) -> tuple[Path, Path] | None:
    """Node's program and the server's script; None, and a line that says why, where they can't be had."""
    program, script = folder / "node_modules" / ".bin" / "node", folder / "server.mjs"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (SOURCE / "package.json").read_text()
    shutil.copy(SOURCE / "server.mjs", script)
    made = folder / "package.json"
    if program.exists() and made.exists() and made.read_text() == wanted:
        return program, script
    made.write_text(wanted)
    try:
        done = subprocess.run(
            ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(f"npm cannot be run ({type(error).__name__})")
        return None
    if done.returncode or not program.exists():
        made.unlink()
        _say(f"npm could not install it (exit code {done.returncode})")
        return None
    return program, script


def _say(why: str) -> None:
    print(f"PostGraphile is left out: {why}.", file=sys.stderr, flush=True)
