"""What is said about an article: who reads it, who is told, and who may do what with it."""
