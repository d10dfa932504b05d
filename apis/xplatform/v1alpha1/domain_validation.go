package v1alpha1

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// maxCommonName is how long the first name of a certificate can be.
// https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
const maxCommonName = 64

func validateDomain(d *DomainSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if len(d.Name) > maxCommonName {
		faults = append(faults, field.TooLong(path.Child("name"), d.Name, maxCommonName))
	}
	for i, n := range d.AlternativeNames {
		at := path.Child("alternativeNames").Index(i)
		switch {
		case n == d.Name || slices.Contains(d.AlternativeNames[:i], n):
			faults = append(faults, field.Duplicate(at, n))
		case len(sharedLabels(n, d.Name)) == 0:
			faults = append(faults, field.Invalid(at, n, fmt.Sprintf(
				"no hosted zone holds both this name and %s: Route 53 would create its records in the zone of the other, and the certificate would never be issued; use another platform for it, or a certificate that contains it in certificateArn", d.Name)))
		}
	}
	return faults
}

// sharedLabels are the labels at the end of two DNS names that both have. A
// hosted zone that holds both is called so, or has a shorter name.
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
func sharedLabels(a, b string) []string {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	n := 0
	for n < min(len(as), len(bs)) && as[len(as)-1-n] == bs[len(bs)-1-n] {
		n++
	}
	return as[len(as)-n:]
}
