package e2e

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const (
	// settleLimit is how long platforms may take together, and stallLimit how long
	// nothing may happen meanwhile.
	settleLimit = 40 * time.Minute
	stallLimit  = 5 * time.Minute

	// settlePause is the time between two checks.
	settlePause = 10 * time.Second
)

// A tally counts the resources of a platform that are ready and synced.
type tally struct {
	ready, of int

	// defective are those that a known defect of the provider prevents from
	// settling.
	defective []string

	// missing are the others, with their messages.
	missing []string
}

func (c tally) String() string {
	text := fmt.Sprintf("%d of %d Ready and Synced", c.ready, c.of)
	if len(c.defective) > 0 {
		text += ", besides known defects: " + strings.Join(c.defective, ", ")
	}
	return text
}

// tally counts the resources of a platform. Kubernetes Secrets do not count.
func (all collection) tally(f *platform) tally {
	c := tally{of: len(all[f])}
	for key, o := range all[f] {
		why := notSettled(o)
		switch d := defectOf(o, why); {
		case why == "":
		case d != nil:
			c.defective = append(c.defective, key)
		default:
			c.missing = append(c.missing, key+": "+why)
		}
	}
	slices.Sort(c.missing)
	slices.Sort(c.defective)
	c.ready = c.of - len(c.missing) - len(c.defective)
	return c
}

// notSettled returns why a resource is not ready and synced. A Usage has no
// condition Synced.
func notSettled(o *unstructured.Unstructured) string {
	var why []string
	for _, name := range []string{"Ready", "Synced"} {
		status, message := condition(o, name)
		if status != "True" && (name == "Ready" || conditionOf(o, name) != nil) {
			why = append(why, fmt.Sprintf("%s is %s (%s) %s", name, status, reason(o, name), message))
		}
	}
	return strings.Join(why, "; ")
}

// settle waits until platforms are settled, and fails with the missing
// resources if they are not.
func (e *emulation) settle(platforms []*platform) {
	e.t.Helper()
	waiting := slices.Clone(platforms)
	said := map[*platform]string{}
	start, progress := time.Now(), time.Now()
	for len(waiting) > 0 && time.Since(start) < settleLimit && time.Since(progress) < stallLimit {
		time.Sleep(settlePause)
		all := e.collect(waiting)
		waiting = slices.DeleteFunc(waiting, func(f *platform) bool {
			c := all.tally(f)
			if now := c.String(); now != said[f] {
				e.t.Logf("%5.0f s  %s: %s", time.Since(start).Seconds(), f.o.GetName(), c)
				said[f], progress = now, time.Now()
			}
			return c.of > 0 && len(c.missing) == 0 && e.forTest(f).unsettled() == ""
		})
	}
	all := e.collect(waiting)
	for _, f := range waiting {
		c := all.tally(f)
		e.t.Errorf("%s does not settle: %s\n%s\n%s", f.o.GetName(), c, e.forTest(f).unsettled(), strings.Join(c.missing, "\n"))
	}
}
