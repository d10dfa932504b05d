package providercrd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNewestSource(t *testing.T) {
	source, err := NewestSource()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(crds(source), "ec2.aws.m.upbound.io_vpcs.yaml")); err != nil {
		t.Errorf("the newest version contains its CRDs: %v", err)
	}
}

func TestSourceOfIsRefused(t *testing.T) {
	cases := map[string]struct {
		reason, sum string
		env         map[string]string
		want        string
	}{
		"Changed": {
			reason: "A module with another checksum is refused.",
			sum:    "h1:AAAA",
			want:   "cannot trust the module github.com/upbound/provider-aws/v2@v2.7.0: its checksum is " + newestSum + ", want h1:AAAA",
		},
		"Offline": {
			reason: "Without a network the error says how to download the module.",
			sum:    newestSum,
			env:    map[string]string{"GOPROXY": "off", "GOMODCACHE": t.TempDir(), "GOFLAGS": "-modcacherw"},
			want:   "run go mod download github.com/upbound/provider-aws/v2@v2.7.0 once",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			for variable, value := range tc.env {
				t.Setenv(variable, value)
			}
			_, err := sourceOf(Newest, tc.sum)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%s\nsourceOf(...): got error %v, want %q", tc.reason, err, tc.want)
			}
		})
	}
}
