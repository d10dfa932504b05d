package name

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForComposite(t *testing.T) {
	type args struct{ composite, claim, uid, id string }
	cases := map[string]struct {
		reason string
		args   args
		want   Platform
	}{
		"Claim": {
			reason: "Names in AWS are built from the name that the user chose.",
			args:   args{composite: "farmers-x7k2p", claim: "farmers", uid: "u", id: "live"},
			want:   Platform{Composite: "farmers-x7k2p", Base: "farmers", Suffix: "live"},
		},
		"NoClaim": {
			reason: "Without a claim names are built from the composite's name; without an id, the suffix is a hash of its UID.",
			args:   args{composite: "farmers", uid: "0f0e"},
			want:   Platform{Composite: "farmers", Base: "farmers", Suffix: "pqujob"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := ForComposite(tc.args.composite, tc.args.claim, tc.args.uid, tc.args.id)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nForComposite(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNames(t *testing.T) {
	p := Platform{Composite: "farmers-x7k2p", Base: "farmers", Suffix: "abc123"}
	cases := map[string]struct {
		reason string
		got    string
		want   string
	}{
		"Object":   {reason: "Objects are named after the composite.", got: p.Object(VPC), want: "farmers-x7k2p-vpc"},
		"Role":     {reason: "Roles have the suffix: the account may have another platform farmers.", got: p.Role(FlowLog), want: "farmers-flow-log-abc123"},
		"LogGroup": {reason: "Log groups share a prefix, which groups them in the console.", got: p.LogGroup(FlowLog), want: "/xplatform/farmers-abc123/flow-log"},
		"Alias":    {reason: "AWS adds alias/ itself.", got: p.Alias(EncryptionKey), want: "farmers-encryption-key-abc123"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if tc.got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, tc.got)
			}
		})
	}
}

// storeName matches the names that all stores accept: a letter, then letters,
// digits and hyphens.
var storeName = regexp.MustCompile(`^[a-z][a-z0-9-]*[a-z0-9]$`)

// FuzzNamesFit shows that names stay within AWS's limits, keep their suffix,
// and stay distinct, however long the platform's name is.
func FuzzNamesFit(f *testing.F) {
	f.Add(strings.Repeat("a", 63), "flow-log", "nat-gateway-a")
	f.Add("farmers", "a", "b")
	f.Add("a-.", "-", ".")
	f.Add("internal-internal-shop", "sg-a", "b")
	f.Add("internal", "a", "b")
	f.Add("sg", "a", "b")
	f.Add("9--lives", "a", "b")
	f.Add("xn--shop", "a", "b")
	f.Add("sthree-xn--amzn-s3-demo-x", "a", "b")
	f.Add("sthree", "a", "b")
	f.Add(strings.Repeat("a.", 20)+"a", "a", "b")
	valid := regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)
	f.Fuzz(func(t *testing.T, base, k1, k2 string) {
		if !valid.MatchString(base) || !valid.MatchString(k1) || !valid.MatchString(k2) {
			t.Skip()
		}
		p := Platform{Composite: base, Base: base, Suffix: "abc123"}
		for what, tc := range map[string]struct {
			limit int
			of    func(Key) string
		}{
			"role":     {maxRole, p.Role},
			"alias":    {maxAlias, p.Alias},
			"group":    {maxSecurityGroup, p.SecurityGroup},
			"logGroup": {maxLogGroup, p.LogGroup},
			"object":   {maxObject, p.Object},
			"targets":  {maxTargetGroup, p.TargetGroup},
			"bucket":   {maxBucket, p.Bucket},
			"part":     {maxGroup, p.StorePart},
			"user":     {maxCacheUser, p.CacheUser},
			"secret":   {maxSecret, p.Secret},
		} {
			a, b := tc.of(Key(k1)), tc.of(Key(k2))
			if len(a) > tc.limit {
				t.Errorf("%s %q is longer than %d", what, a, tc.limit)
			}
			if (a == b) != (k1 == k2) {
				t.Errorf("%s: keys %q and %q are named %q and %q", what, k1, k2, a, b)
			}
		}
		if lb := p.LoadBalancer(); len(lb) > maxLoadBalancer || strings.HasPrefix(lb, "internal-") {
			t.Errorf("AWS refuses the load balancer name %q", lb)
		}
		if g := p.SecurityGroup(Key(k1)); strings.HasPrefix(g, "sg-") {
			t.Errorf("AWS refuses the security group name %q", g)
		}
		for _, prefix := range bucketPrefixes {
			if bucket := p.Bucket(Key(k1)); strings.HasPrefix(bucket, prefix) {
				t.Errorf("S3 refuses the bucket name %q", bucket)
			}
		}
		for limit, store := range map[int]string{maxDatabase - replicaDigits: p.Database(), maxCache: p.Cache(), maxSearch: p.SearchDomain()} {
			if len(store) > limit || !storeName.MatchString(store) || strings.Contains(store, "--") {
				t.Errorf("AWS refuses the store name %q", store)
			}
		}
		if !strings.HasSuffix(p.Role(Key(k1)), "-abc123") {
			t.Errorf("role %q lost its suffix", p.Role(Key(k1)))
		}
	})
}
