"""The demo of the site: content in Dutch, with images of cut paper."""
