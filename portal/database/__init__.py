"""How statements reach PostgreSQL when they are asked all day long; knows no word of the domain."""
