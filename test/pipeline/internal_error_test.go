package pipeline

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// lookalikes are values of a claim that become parts of keys: each is valid,
// and resembles another, a part of another, or a name that the platform itself
// uses.
var lookalikes = map[string][]string{
	"services":  {"a", "a-80", "a-80-http2", "a-80-8080", "b", "b-security-group", "peer", "to-a", "block", "s", "database", "log-group-a", "x-ingress-a", "role"},
	"endpoints": {"s3", "dynamodb", "ecr", "ecr.api", "ecr.dkr", "ecr-dkr", "ecr-api", "logs", "logs-security-group", "logs.security-group", "s3-route-table-private-a", "logs-subnet-private-b", "secretsmanager", "api.ecs", "api-ecs", "s"},
	"users":     {"Chat", "chat", "CHAT", "chat-a", "s", "users", "default-a"},
	"paths":     {"/*", "/a", "/A", "/a/*", "/a/b", "/a-b", "/a.b", "/a?b", "/", "/-", "/~", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/b", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/c"},
	"hosts":     {"a.example.org", "A-b.example.org", "a-b.example.org", "*.example.org", "?.example.org"},
	"domains":   {"*.example.org", "any.example.org", "a.example.org", "a-example.org", "a.b.example.org", "a-b.example.org"},
	"blocks":    {"0.0.0.0/0", "::/0", "10.0.0.0/8", "1:2:3:4::/64", "1:2:3::/48", "192.0.2.0/24", "2001:db8::/32"},
	"mounts":    {"/tmp", "/a/b", "/a-b", "/a.b", "/var/run", "/..a"},
}

// pick returns some of them, in random order.
func pick(r *rand.Rand, what string, most int) []any {
	all := lookalikes[what]
	chosen := r.Perm(len(all))[:r.IntN(min(most, len(all))+1)]
	out := make([]any, 0, len(chosen))
	for _, i := range chosen {
		out = append(out, all[i])
	}
	return out
}

// TestNoClaimIsAnInternalError composes claims that users could write, most of
// them odd. Their faults are reported with a field; "please report" is for bugs
// of the functions alone. Some of the platforms are played until they settle.
func TestNoClaimIsAnInternalError(t *testing.T) {
	const claims, played = 200, 10
	refused := 0
	for seed := range uint64(claims) {
		var r render.Reconciler = pipeline()
		xr := oddPlatform(rand.New(rand.NewPCG(seed, 1)))
		_, err := r.Reconcile(t.Context(), xr, nil)
		if err == nil && seed%(claims/played) == 0 {
			_, err = render.Settle(t.Context(), r, provider(), xr, nil)
		}
		var fatal *render.FatalError
		switch {
		case err == nil:
		case errors.As(err, &fatal) && !strings.Contains(fatal.Text, "internal error"):
			refused++
		default:
			t.Errorf("seed %d: %v\n%v", seed, err, xr.Object["spec"])
		}
	}
	if refused > claims*2/3 {
		t.Errorf("%d of %d claims are refused: too few remain to test", refused, claims)
	}
	t.Logf("%d of %d claims are refused", refused, claims)
}

// oddPlatform returns a platform whose parts have similar names.
func oddPlatform(r *rand.Rand) *unstructured.Unstructured {
	spec := map[string]any{
		"region": "eu-central-1",
		"tags":   map[string]any{"team": "a", "xplatform": "b"},
	}
	if r.IntN(3) == 0 {
		spec["network"] = map[string]any{"endpoints": pick(r, "endpoints", 4)}
	}
	if r.IntN(4) > 0 {
		spec["edge"] = map[string]any{
			"domain":       map[string]any{"name": "example.org", "hostedZoneId": "Z1", "alternativeNames": pick(r, "domains", 6)},
			"allowedCidrs": pick(r, "blocks", 5),
		}
	}
	if r.IntN(2) == 0 {
		spec["database"] = map[string]any{"readReplicas": int64(r.IntN(3)), "password": "Generated", "parameters": map[string]any{"A_b": "1", "a_b": "2"}}
		spec["search"] = map[string]any{}
	}
	if r.IntN(2) == 0 {
		spec["cache"] = map[string]any{"auth": "Users", "users": cacheUsers(pick(r, "users", 7))}
	}
	names := pick(r, "services", 8)
	services := make([]any, 0, len(names))
	for _, n := range names {
		services = append(services, oddService(r, n, spec))
	}
	spec["services"] = services
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "xplatform.dev/v1alpha1",
		"kind":       "XPlatform",
		"metadata": map[string]any{
			"name": "odd-x7k2p", "uid": "5f3c6e2a-0000-4000-8000-000000000000",
			"labels": map[string]any{"crossplane.io/claim-name": "odd", "crossplane.io/claim-namespace": "default"},
		},
		"spec": spec,
	}}
}

func cacheUsers(names []any) []any {
	out := make([]any, 0, len(names)+1)
	for _, n := range append([]any{"default"}, names...) {
		out = append(out, map[string]any{"name": n, "accessString": "on ~* +@all", "passwordSecretRef": map[string]any{"name": "one"}})
	}
	return out
}

func oddService(r *rand.Rand, n any, spec map[string]any) map[string]any {
	s := map[string]any{
		"name": n, "port": int64([]int{80, 443, 8080}[r.IntN(3)]), "egress": []any{},
		"targetGroup": map[string]any{"protocolVersion": []any{"HTTP1", "HTTP2", "GRPC"}[r.IntN(3)]},
	}
	if spec["edge"] != nil {
		s["paths"], s["hosts"] = pick(r, "paths", 3), []any{fmt.Sprintf("%v.example.org", n)}
	}
	if r.IntN(5) == 0 {
		return s
	}
	s["image"], s["exec"], s["writableMounts"] = "registry.example.org/a:1", r.IntN(2) == 0, pick(r, "mounts", 5)
	s["env"] = map[string]any{"a": "<&>\u2028", "A.b": "", "-": "\t"}
	uses := []any{}
	for _, store := range []string{"database", "cache", "search"} {
		if spec[store] != nil && r.IntN(2) == 0 {
			uses = append(uses, store)
		}
	}
	s["uses"] = uses
	return s
}
