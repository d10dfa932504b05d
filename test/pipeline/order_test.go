package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestReferrersLeaveFirst proves that no remaining resource refers to one that
// is removed, in every reconcile of every case.
func TestReferrersLeaveFirst(t *testing.T) {
	var left atomic.Int64
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		left.Add(checkLeaving(t, turn.Observed, turn.Result))
	})
	if left.Load() == 0 {
		t.Error("no case removes resources")
	}
}

// TestReferrersLeaveFirstWithoutStatus removes conditions and fields of the
// status at random. Functions then decide differently about the two ends of a
// reference.
func TestReferrersLeaveFirstWithoutStatus(t *testing.T) {
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		random := rand.New(rand.NewPCG(3, uint64(len(turn.Observed))))
		observed := forgetStatus(random, turn.Observed)
		result, err := pipeline().Reconcile(t.Context(), turn.Composite, observed)
		if refused := (*render.FatalError)(nil); errors.As(err, &refused) {
			return // Crossplane changes nothing then.
		}
		if err != nil {
			t.Fatal(err)
		}
		// The removed fields stay removed.
		checkLeaving(t, turn.Observed, result)
	})
}

// TestReferrersLeaveFirstWhenEditsOverlap reverts every edit after each of its
// reconciles, or lets the next edit follow, and continues for some reconciles.
func TestReferrersLeaveFirstWhenEditsOverlap(t *testing.T) {
	const reconciles = 4
	others := map[*unstructured.Unstructured][]*unstructured.Unstructured{}
	for _, dir := range cases(t) {
		neighbours(play(t, dir), others)
	}
	var overlapping atomic.Int64
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, other := range others[turn.Composite] {
			composite := other.DeepCopy()
			composite.Object["status"] = turn.Composite.Object["status"]
			s := &render.Settling{Reconciler: &interrupted{reconciles: reconciles}, Simulation: provider(), Observed: turn.Observed}
			_, err := s.Settle(t.Context(), composite)
			if refused := (*render.FatalError)(nil); err != nil && !errors.Is(err, errInterrupted) && !errors.As(err, &refused) {
				t.Fatal(err)
			}
			for _, then := range s.Turns {
				checkLeaving(t, then.Observed, then.Result)
				overlapping.Add(1)
			}
		}
	})
	if overlapping.Load() == 0 {
		t.Error("no edits overlap")
	}
}

// neighbours adds, for each reconcile of a case, the composites of the claims before
// and after its own.
func neighbours(turns []turn, others map[*unstructured.Unstructured][]*unstructured.Unstructured) {
	var earlier *unstructured.Unstructured
	for i, turn := range turns {
		if i > 0 && turns[i-1].Claim != turn.Claim {
			earlier = turns[i-1].Composite
		}
		if earlier != nil {
			others[turn.Composite] = append(others[turn.Composite], earlier)
		}
		for _, later := range turns[i+1:] {
			if later.Claim != turn.Claim {
				others[turn.Composite] = append(others[turn.Composite], later.Composite)
				break
			}
		}
	}
}

// checkLeaving finds resources that are removed in a reconcile while another
// refers to them, and returns the number of removed ones. Rules of other
// security groups that name a group have to be gone before. All others may be
// removed together with resources that refer to them: AWS refuses to delete
// resources in use, and the provider retries.
func checkLeaving(t *testing.T, observed []*unstructured.Unstructured, result *render.Result) int64 {
	t.Helper()
	var leaving int64
	for _, l := range observed {
		if find(result.Resources, key(l)) != nil {
			continue
		}
		leaving++
		for _, o := range observed {
			if o == l || holdsNothing(o, l) {
				continue
			}
			desired := find(result.Resources, key(o))
			switch path := firstReference(o, l); {
			case path == "":
			case desired != nil:
				t.Errorf("%s is removed, and %s stays, which refers to it in %s", key(l), key(o), path)
			case l.GetKind() == "SecurityGroup" && o.GetKind() == "SecurityGroupRule":
				t.Errorf("%s is removed together with %s, which names it in %s", key(l), key(o), path)
			}
		}
	}
	return leaving
}

// holdsNothing reports whether a reference does not prevent a deletion: the
// rules of a security group are deleted with it, and a Usage waits for the
// deletion of the resources that it names.
func holdsNothing(o, l *unstructured.Unstructured) bool {
	group, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "securityGroupIdRef", "name")
	return group == l.GetName() && o.GetKind() == "SecurityGroupRule" || strings.HasSuffix(o.GetKind(), "Usage")
}

// firstReference returns the path at which a resource refers to another one in
// its parameters, by the name of its object or by an identity that AWS
// assigned.
func firstReference(o, l *unstructured.Unstructured) string {
	for _, path := range slices.Sorted(maps.Keys(references(o))) {
		if references(o)[path]["name"] == l.GetName() {
			return path
		}
	}
	identities, found := identitiesOf(l), ""
	walk("forProvider", forProvider(o), func(path string, v any) {
		if text, ok := v.(string); ok && slices.Contains(identities, text) {
			found = path
		}
	})
	return found
}

// awsIdentity matches identities that AWS assigns, unlike names that are chosen
// and that others may have too.
var awsIdentity = regexp.MustCompile(`^([a-z]+-[0-9a-f]{17}|arn:.*)$`)

// identitiesOf returns the identities of a resource in AWS. The ARN of a secret
// is also that of its versions and of its rotation, to which no resource
// refers.
func identitiesOf(o *unstructured.Unstructured) []string {
	if strings.HasPrefix(o.GetKind(), "Secret") && o.GetKind() != "Secret" {
		return nil
	}
	out := []string{o.GetAnnotations()["crossplane.io/external-name"]}
	for _, field := range []string{"id", "arn"} {
		v, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", field)
		out = append(out, v)
	}
	return slices.DeleteFunc(out, func(s string) bool { return !awsIdentity.MatchString(s) })
}

// forgetStatus removes conditions and fields of the status at random.
func forgetStatus(random *rand.Rand, observed []*unstructured.Unstructured) []*unstructured.Unstructured {
	out := make([]*unstructured.Unstructured, 0, len(observed))
	for _, o := range observed {
		out = append(out, withoutSomeStatus(random, o))
	}
	return out
}

// errInterrupted stops a platform before it has settled.
var errInterrupted = errors.New("interrupted")

// An interrupted reconciler stops after some reconciles.
type interrupted struct{ reconciles int }

// Reconcile runs the pipeline, or stops.
func (i *interrupted) Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*render.Result, error) {
	if i.reconciles == 0 {
		return nil, errInterrupted
	}
	i.reconciles--
	result, err := pipeline().Reconcile(ctx, xr, observed)
	if err != nil {
		return nil, fmt.Errorf("cannot revert: %w", err)
	}
	return result, nil
}
