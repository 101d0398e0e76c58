"""Pages of seats: sections as HTML, made of what the seat may know; they know no socket and no server."""
