package data

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Log is one of a store's logs and the group that it goes to. The group
// exists before the store: AWS would otherwise make one itself, which is not
// encrypted and never forgets.
type Log struct {
	Key   name.Key
	Type  string
	Group plan.LogGroup
}

// keysOfLogs are the keys of log groups.
func keysOfLogs(logs []Log) []name.Key {
	out := make([]name.Key, len(logs))
	for i, l := range logs {
		out[i] = l.Key
	}
	return out
}

// waitingForLogs says that a store waits for groups that are not there yet.
func waitingForLogs(logs []Log, seen live.State) plan.Blockers {
	if slices.ContainsFunc(logs, func(l Log) bool { return !seen.Ready(l.Key) }) {
		return plan.Blockers{{Why: "its log groups"}}
	}
	return nil
}
