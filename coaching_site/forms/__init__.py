"""What every form for visitors shares.

`public_forms.PublicForm` is the form, `fields` and `spam_traps` are its fields, and
`form_pages.form_page` marks the view that shows it.
"""
