package e2e

import (
	"errors"
	"net/http"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// pause is the time between two requests.
const pause = 300 * time.Millisecond

// answer repeats a request until it succeeds: a server that is busy, or that
// restarts, fails no test. A refusal is final.
func (p *plane) answer(what string, ask func() error) {
	p.t.Helper()
	for start := time.Now(); ; time.Sleep(pause) {
		err := ask()
		if err == nil {
			return
		}
		if isFinal(err) || time.Since(start) > soon {
			p.t.Fatalf("cannot %s: %v", what, err)
		}
	}
}

// isFinal reports whether repeating the request would not help.
func isFinal(err error) bool {
	status := apierrors.APIStatus(nil)
	if !errors.As(err, &status) {
		return false
	}
	code := status.Status().Code
	return code < http.StatusInternalServerError && code != http.StatusTooManyRequests
}
