"""应急预案和规章制度: issued, in force, ended."""
