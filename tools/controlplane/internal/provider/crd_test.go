package provider

import "testing"

func TestNewest(t *testing.T) {
	cases := map[string]struct {
		reason, crd, want string
	}{
		"Newest": {
			reason: "The newest version is all that is served, and what is stored.",
			crd:    "spec: {conversion: {strategy: Webhook}, versions: [{name: v1beta1, storage: true}, {name: v1beta2, storage: false}]}",
			want:   "spec:\n  versions:\n  - name: v1beta2\n    storage: true\n",
		},
		"Descriptions": {
			reason: "Descriptions go, and fields of that name stay.",
			crd:    "spec: {versions: [{name: v1beta1, schema: {description: long, properties: {description: {type: string, description: long}}}}]}",
			want:   "spec:\n  versions:\n  - name: v1beta1\n    schema:\n      properties:\n        description:\n          type: string\n    storage: true\n",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := newest([]byte(tc.crd))
			if err != nil || string(got) != tc.want {
				t.Errorf("%s\nnewest(...): got %v\n%s\nwant\n%s", tc.reason, err, got, tc.want)
			}
		})
	}
	if _, err := newest([]byte("spec: {}")); err == nil {
		t.Error("newest(...): want an error without versions")
	}
}
