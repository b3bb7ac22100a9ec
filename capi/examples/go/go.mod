module allonym.example/scores

go 1.19
