// Package optional turns plan values into the pointers of the provider's
// types. What is empty is left unset, so that AWS's own default holds and the
// function does not own the field.
package optional

// Text is a text, or nothing where it is empty.
func Text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// True is true, or nothing: false is what AWS does without being told.
func True(b bool) *bool {
	if !b {
		return nil
	}
	return &b
}

// Number is a number as the provider's types hold it.
func Number[N ~int | ~int64](n N) *float64 { return new(float64(n)) }

// Positive is a number, or nothing where it is 0: none is asked for.
func Positive[N ~int | ~int64](n N) *float64 {
	if n == 0 {
		return nil
	}
	return Number(n)
}

// Texts returns a list of texts as the provider's types hold it.
func Texts(list ...string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
