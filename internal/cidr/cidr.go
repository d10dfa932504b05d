// Package cidr does the arithmetic of address blocks.
package cidr

import (
	"errors"
	"fmt"
	"math/big"
	"net/netip"
)

// Nth returns the n-th of the blocks of the given prefix length that base
// divides into, counted from zero. They are in order, aligned, inside base and
// disjoint. It works for IPv4 and IPv6.
func Nth(base netip.Prefix, bits, n int) (netip.Prefix, error) {
	if !base.IsValid() {
		return netip.Prefix{}, errors.New("cannot divide an invalid block")
	}
	if base != base.Masked() {
		return netip.Prefix{}, fmt.Errorf("cannot divide %s: host bits are set, the block is %s", base, base.Masked())
	}
	if bits < base.Bits() || bits > base.Addr().BitLen() {
		return netip.Prefix{}, fmt.Errorf("cannot divide %s into blocks of /%d", base, bits)
	}
	index := big.NewInt(int64(n))
	if n < 0 || index.BitLen() > bits-base.Bits() {
		return netip.Prefix{}, fmt.Errorf("cannot take block %d of /%d from %s: it holds 2^%d of them", n, bits, base, bits-base.Bits())
	}
	raw := base.Addr().AsSlice()
	offset := index.Lsh(index, uint(len(raw)*8-bits))
	sum := offset.Add(offset, new(big.Int).SetBytes(raw))
	addr, _ := netip.AddrFromSlice(sum.FillBytes(raw))
	return netip.PrefixFrom(addr, bits), nil
}
