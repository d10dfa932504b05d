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

// A request is one that moto was sent.
type request struct {
	Time                             float64
	Service, Operation, Body, Answer string
	Status                           int
}

// reading are the beginnings of operations that change nothing.
var reading = []string{"Describe", "Get", "List", "Lookup", "BatchGet", "HEAD ", "GET "}

// writes reports whether a request asks for a change, whether it succeeds or not.
func (r request) writes() bool {
	for _, beginning := range reading {
		if strings.HasPrefix(r.Operation, beginning) {
			return false
		}
	}
	return true
}

// name is the service with the operation. Of one that is a path it is the part
// that all resources share.
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

// describe is a request for a reader.
func (r request) describe() string {
	return fmt.Sprintf("%s, which was answered with %d: %.300s %.200s", r.name(), r.Status, r.Body, r.Answer)
}

// journal are the requests that moto was sent since a time.
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

// written are the changes that moto was asked for since a time.
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
