package name

import "testing"

func TestListenerRule(t *testing.T) {
	cases := map[string]struct {
		reason string
		got    Key
		want   Key
	}{
		"Plain":    {reason: "A plain path is spelled out.", got: ListenerRule(nil, "/api/farmers/*"), want: "listener-rule-api-farmers"},
		"Dot":      {reason: "What is left out is in the hash.", got: ListenerRule(nil, "/socket.io/*"), want: "listener-rule-socket-io-" + Key(hash("/socket.io/*"))},
		"Exact":    {reason: "Another pattern with the same words is another rule.", got: ListenerRule(nil, "/api/farmers"), want: "listener-rule-api-farmers-" + Key(hash("/api/farmers"))},
		"Hosts":    {reason: "The order of hosts has no meaning.", got: ListenerRule([]string{"b.org", "a.org"}, ""), want: ListenerRule([]string{"a.org", "b.org"}, "")},
		"Default":  {reason: "So has the one that takes everything.", got: DefaultRule, want: "listener-rule-" + Key(hash("/*"))},
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
