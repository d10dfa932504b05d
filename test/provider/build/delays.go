package main

import (
	"os"
	"path/filepath"
	"regexp"
)

// slow are the files of Terraform's provider that wait up to ten minutes before
// they first read a new resource, and then between two reads. Stores and
// services would take an hour, although the emulator creates them at once.
var slow = []string{
	"ecs/cluster.go", "ecs/service.go", "elasticache/cluster.go", "elasticache/replication_group.go", "elbv2/load_balancer.go",
	"opensearch/*.go", "rds/instance.go",
}

var delays = []*regexp.Regexp{
	regexp.MustCompile(`((?:Delay|MinTimeout|PollInterval): +)\d+ \* time\.(?:Minute|Second)`),
	regexp.MustCompile(`(With(?:Delay|PollInterval)\()\d+ ?\* ?time\.(?:Minute|Second)`),
}

// shortenDelays sets each delay to one second. Nothing else of the provider's
// code is changed.
func shortenDelays(terraform string) error {
	for _, pattern := range slow {
		files, err := filepath.Glob(filepath.Join(terraform, "internal", "service", pattern))
		if err != nil {
			return err
		}
		for _, path := range files {
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, d := range delays {
				source = d.ReplaceAll(source, []byte("${1}1 * time.Second"))
			}
			if err := os.WriteFile(path, source, 0o600); err != nil { //nolint:gosec // The caller names the directory.
				return err
			}
		}
	}
	return nil
}
