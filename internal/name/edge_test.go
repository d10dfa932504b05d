package name

import (
	"strconv"
	"strings"
	"testing"
)

func TestListenerRule(t *testing.T) {
	cases := map[string]struct {
		reason string
		got    Key
		want   Key
	}{
		"Plain":   {reason: "A plain path is in the key.", got: ListenerRule(nil, "/api/farmers/*"), want: "listener-rule-api-farmers"},
		"Dot":     {reason: "Omitted characters are in the hash.", got: ListenerRule(nil, "/socket.io/*"), want: "listener-rule-socket-io-" + Key(hash("/socket.io/*"))},
		"Exact":   {reason: "Another pattern with the same words is another rule.", got: ListenerRule(nil, "/api/farmers"), want: "listener-rule-api-farmers-" + Key(hash("/api/farmers"))},
		"Hosts":   {reason: "The order of hosts has no meaning.", got: ListenerRule([]string{"b.org", "a.org"}, ""), want: ListenerRule([]string{"a.org", "b.org"}, "")},
		"Default": {reason: "The pattern that matches everything has its hash.", got: DefaultRule, want: "listener-rule-" + Key(hash("/*"))},
		"Long": {
			reason: "The truncated part of a plain path is in the hash.",
			got:    ListenerRule(nil, "/api/v1/customers/accounts/statements/monthly/*"),
			want:   "listener-rule-api-v1-customers-accounts-statements-mon-" + Key(hash("/api/v1/customers/accounts/statements/monthly/*")),
		},
		"Wildcard": {reason: "A pattern without words has its hash.", got: ListenerRule(nil, "/?"), want: "listener-rule-" + Key(hash("/?"))},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if tc.got != tc.want {
				t.Errorf("%s\nListenerRule(...): want %q, got %q", tc.reason, tc.want, tc.got)
			}
		})
	}
}

// TestListenerRulesStayApart looks for paths with the same key: long ones with
// the same beginning, and ones to which another one is truncated.
func TestListenerRulesStayApart(t *testing.T) {
	const longest = 128 // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
	seen := map[Key]string{}
	for length := len("/a/*"); length <= longest; length++ {
		start := "/" + strings.Repeat("a", length-len("//*")-1)
		for _, end := range []string{"a", "b", "-", "."} {
			for _, path := range []string{start + end + "/*", start + end + "*", start + end} {
				k := ListenerRule(nil, path)
				if other, taken := seen[k]; taken {
					t.Errorf("%s and %s have the key %s", path, other, k)
				}
				seen[k] = path
			}
		}
	}
}

// TestNamesAreCutWithAHash looks for names in AWS that lose their end: those of
// two keys that differ only beyond the limit of a name.
func TestNamesAreCutWithAHash(t *testing.T) {
	p := ForComposite(strings.Repeat("c", 63), strings.Repeat("b", 63), "uid", "")
	names := map[string]func(Key) string{
		"Object": p.Object, "Role": p.Role, "RolePolicy": p.RolePolicy, "SecurityGroup": p.SecurityGroup, "TargetGroup": p.TargetGroup,
		"Bucket": p.Bucket, "LogGroup": p.LogGroup, "Alias": p.Alias, "StorePart": p.StorePart, "CacheUser": p.CacheUser, "Secret": p.Secret,
		"Family": func(k Key) string { return p.Family(string(k)) },
	}
	for kind, of := range names {
		seen := map[string]Key{}
		for length := range 600 {
			for _, end := range []string{"a", "b"} {
				k := Key(strings.Repeat("k", length) + end)
				if other, taken := seen[of(k)]; taken {
					t.Errorf("%s: %d characters of a key and %d of another have the name %s", kind, len(k), len(other), of(k))
				}
				seen[of(k)] = k
			}
		}
	}
	bases := map[string]func(Platform) string{
		"LoadBalancer": Platform.LoadBalancer, "Cluster": Platform.Cluster, "Database": Platform.Database, "Cache": Platform.Cache,
		"SearchDomain": Platform.SearchDomain, "ConnectionSecret": Platform.ConnectionSecret,
	}
	for kind, of := range bases {
		seen := map[string]bool{}
		for i := range 100 {
			seen[of(Platform{Base: strings.Repeat("b", 300) + strconv.Itoa(i), Suffix: "aaaaaa"})] = true
		}
		if len(seen) != 100 {
			t.Errorf("%s: 100 platforms have %d names", kind, len(seen))
		}
	}
}
