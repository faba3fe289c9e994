x = ( [2J]0;title
