"""CKEditor in the admin: how it is set up, the field that takes what it sends, the admin class."""
