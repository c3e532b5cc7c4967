"""The HEAL mentorship portal. `portal.app.create_app()` is the plan of the house."""
