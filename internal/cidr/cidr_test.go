package cidr

import (
	"fmt"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNth(t *testing.T) {
	type args struct {
		base string
		bits int
		n    int
	}
	type want struct {
		block string
		fails bool
	}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"First": {
			reason: "Block zero begins where the base begins.",
			args:   args{base: "10.0.0.0/16", bits: 24, n: 0},
			want:   want{block: "10.0.0.0/24"},
		},
		"Last": {
			reason: "The last block ends where the base ends.",
			args:   args{base: "10.0.0.0/16", bits: 24, n: 255},
			want:   want{block: "10.0.255.0/24"},
		},
		"SameLength": {
			reason: "A base holds itself once.",
			args:   args{base: "10.0.0.0/16", bits: 16, n: 0},
			want:   want{block: "10.0.0.0/16"},
		},
		"NotOnAByte": {
			reason: "Lengths need not end on a byte.",
			args:   args{base: "10.1.32.0/19", bits: 27, n: 25},
			want:   want{block: "10.1.35.32/27"},
		},
		"IPv6": {
			reason: "The subnets of a VPC take /64s of its /56.",
			args:   args{base: "2001:db8:1234:5600::/56", bits: 64, n: 21},
			want:   want{block: "2001:db8:1234:5615::/64"},
		},
		"IPv6Wide": {
			reason: "A base may hold more blocks than an int counts.",
			args:   args{base: "2001:db8::/32", bits: 128, n: 1},
			want:   want{block: "2001:db8::1/128"},
		},
		"TooMany": {
			reason: "A block after the last one lies outside the base.",
			args:   args{base: "10.0.0.0/16", bits: 24, n: 256},
			want:   want{fails: true},
		},
		"Negative": {
			reason: "A block before the first one lies outside the base.",
			args:   args{base: "10.0.0.0/16", bits: 24, n: -1},
			want:   want{fails: true},
		},
		"Shorter": {
			reason: "A block cannot be larger than its base.",
			args:   args{base: "10.0.0.0/16", bits: 15, n: 0},
			want:   want{fails: true},
		},
		"TooLong": {
			reason: "An IPv4 address has 32 bits.",
			args:   args{base: "10.0.0.0/16", bits: 33, n: 0},
			want:   want{fails: true},
		},
		"HostBits": {
			reason: "A base with host bits set is a mistake of the caller's.",
			args:   args{base: "10.0.0.1/16", bits: 24, n: 0},
			want:   want{fails: true},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, err := Nth(netip.MustParsePrefix(tc.args.base), tc.args.bits, tc.args.n)
			got := want{fails: err != nil}
			if err == nil {
				got.block = p.String()
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("\n%s\nNth(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNthInvalid(t *testing.T) {
	if _, err := Nth(netip.Prefix{}, 24, 0); err == nil {
		t.Error("Nth(invalid): want an error")
	}
}

func ExampleNth() {
	vpc := netip.MustParsePrefix("10.0.0.0/16")
	subnet, err := Nth(vpc, 24, 20)
	fmt.Println(subnet, err)
	// Output: 10.0.20.0/24 <nil>
}

func FuzzNth(f *testing.F) {
	f.Add([]byte{10, 0, 0, 0}, 16, 24, 20, 21)
	f.Add(netip.MustParseAddr("2001:db8::").AsSlice(), 56, 64, 0, 255)
	f.Fuzz(func(t *testing.T, raw []byte, baseBits, bits, m, n int) {
		addr, ok := netip.AddrFromSlice(raw)
		if !ok {
			t.Skip()
		}
		base := netip.PrefixFrom(addr, baseBits).Masked()
		if !base.IsValid() {
			t.Skip()
		}
		a, errA := Nth(base, bits, m)
		b, errB := Nth(base, bits, n)
		if errA != nil || errB != nil {
			t.Skip()
		}
		if a.Bits() != bits || a != a.Masked() {
			t.Errorf("Nth(%s, %d, %d) = %s is not aligned", base, bits, m, a)
		}
		if !base.Contains(a.Addr()) {
			t.Errorf("Nth(%s, %d, %d) = %s is outside its base", base, bits, m, a)
		}
		if a.Overlaps(b) != (m == n) {
			t.Errorf("blocks %d and %d of %s: %s and %s", m, n, base, a, b)
		}
		if m < n && !a.Addr().Less(b.Addr()) {
			t.Errorf("blocks %d and %d of %s are out of order: %s and %s", m, n, base, a, b)
		}
	})
}
