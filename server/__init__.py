"""The process: settings, HTTP rules, health, the pages for people, and the command line."""
