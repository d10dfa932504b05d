package tag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForPlatform(t *testing.T) {
	type want struct {
		tags   map[string]string
		failed bool
	}
	cases := map[string]struct {
		reason string
		claim  string
		users  map[string]string
		want   want
	}{
		"Both": {
			reason: "The user's tags are added to the platform's own.",
			claim:  "shop/farmers",
			users:  map[string]string{"team": "shop"},
			want:   want{tags: map[string]string{Platform: "farmers-x", Claim: "shop/farmers", "team": "shop"}},
		},
		"NoClaim": {
			reason: "A composite without a claim has no tag that names one.",
			want:   want{tags: map[string]string{Platform: "farmers-x"}},
		},
		"TakesOwn":  {reason: "The platform's own tags identify its resources, and cannot be replaced.", users: map[string]string{Platform: "other"}, want: want{failed: true}},
		"TakesName": {reason: "The tag Name differs from resource to resource, and cannot be replaced.", users: map[string]string{Name: "x"}, want: want{failed: true}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := ForPlatform("farmers-x", tc.claim, tc.users)
			if (err != nil) != tc.want.failed {
				t.Fatalf("%s\nForPlatform(...): unexpected error %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want.tags, got); diff != "" {
				t.Errorf("%s\nForPlatform(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
