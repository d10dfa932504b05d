// Package optional turns plan values into the pointers of the provider's types.
// Empty values are left unset, so that AWS's own default applies and the
// function does not own the field.
package optional

// Text returns a string, or nil if it is empty.
func Text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// True returns true, or nil: AWS defaults to false.
func True(b bool) *bool {
	if !b {
		return nil
	}
	return &b
}

// Number returns a number as the provider's types hold it.
func Number[N ~int | ~int64](n N) *float64 { return new(float64(n)) }

// Positive returns a number, or nil if it is 0.
func Positive[N ~int | ~int64](n N) *float64 {
	if n == 0 {
		return nil
	}
	return Number(n)
}

// Texts returns a list of strings as the provider's types hold it.
func Texts(list ...string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
