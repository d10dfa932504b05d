package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A request is a request to moto.
type request struct {
	Time                             float64
	Service, Operation, Body, Answer string
	Status                           int
}

// reading are the prefixes of operations that change nothing.
var reading = []string{"Describe", "Get", "List", "Lookup", "BatchGet", "HEAD ", "GET "}

// writes reports whether a request is a change, whether it succeeds or not.
func (r request) writes() bool {
	for _, beginning := range reading {
		if strings.HasPrefix(r.Operation, beginning) {
			return false
		}
	}
	return true
}

// name returns the service with the operation. If the operation is a path, it
// is the part that all resources share.
func (r request) name() string {
	method, path, rest := strings.Cut(r.Operation, " ")
	if !rest {
		return r.Service + " " + r.Operation
	}
	if _, query, found := strings.Cut(path, "?"); found && r.Service == "s3" {
		values, _ := url.ParseQuery(query)
		for field := range values {
			if field != "x-id" {
				return r.Service + " " + method + " ?" + field
			}
		}
	}
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	return r.Service + " " + method + " " + strings.Join(parts[:min(len(parts), 3)], "/")
}

// describe returns a readable form of a request.
func (r request) describe() string {
	return fmt.Sprintf("%s, which was answered with %d: %.300s %.200s", r.name(), r.Status, r.Body, r.Answer)
}

// journal returns the requests to moto since a time.
func (e *emulation) journal(since time.Time) []request {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, "requests.jsonl"))
	if err != nil {
		e.t.Fatal(err)
	}
	var all []request
	for line := range bytes.Lines(data) {
		var r request
		if json.Unmarshal(line, &r) != nil {
			continue // The last one is being written.
		}
		if r.Time >= float64(since.UnixMilli())/1000 {
			all = append(all, r)
		}
	}
	return all
}

// written returns the changes that were requested from moto since a time.
func (e *emulation) written(since time.Time) []request {
	e.t.Helper()
	var all []request
	for _, r := range e.journal(since) {
		if r.writes() {
			all = append(all, r)
		}
	}
	return all
}
