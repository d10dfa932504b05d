package e2e

import (
	"errors"
	"net/http"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// pause lies between two questions.
const pause = 300 * time.Millisecond

// answer asks until there is an answer: a server that is busy, or that starts
// again, ends no test. What it refuses stays refused.
func (p *plane) answer(what string, ask func() error) {
	p.t.Helper()
	for start := time.Now(); ; time.Sleep(pause) {
		err := ask()
		if err == nil {
			return
		}
		if refused(err) || time.Since(start) > soon {
			p.t.Fatalf("cannot %s: %v", what, err)
		}
	}
}

// refused says whether asking again would change nothing.
func refused(err error) bool {
	status := apierrors.APIStatus(nil)
	if !errors.As(err, &status) {
		return false
	}
	code := status.Status().Code
	return code < http.StatusInternalServerError && code != http.StatusTooManyRequests
}
