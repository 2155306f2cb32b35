"""Every record at an address of its own: linked data for programs, a page for people."""

from server.records.endpoint import record_routes

__all__ = ["record_routes"]
