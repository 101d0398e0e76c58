"""LAN server for trainees' browsers: joining, redaction, protocol, pages, headless client. Nothing of it runs until
somebody asks for it, and no seat is handed anything that `domain.visibility` does not let it know.

It must not know documents, the editor or counterfactuals, and in its own thread it never touches a session.
"""
