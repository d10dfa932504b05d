package v1alpha1

import (
	"regexp"
)

// An ECRImage is where an image lies in Amazon's registry of an account.
type ECRImage struct {
	Account, Region, Repository string
}

// ecrImage matches the names of such images: registry, repository, and then tag or
// digest. A registry is known by how its name begins, whatever partition it is in:
// its domain is the partition's, such as amazonaws.eu, or that for dual stack, such
// as on.aws.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
var ecrImage = regexp.MustCompile(`^([0-9]{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9-]+(?:\.[a-z0-9-]+)+/([^:@]+)`)

// ParseECR reads the name of an image. It is false where the image lies in
// another registry.
func ParseECR(image string) (ECRImage, bool) {
	m := ecrImage.FindStringSubmatch(image)
	if m == nil {
		return ECRImage{}, false
	}
	return ECRImage{Account: m[1], Region: m[2], Repository: m[3]}, true
}

// CallPort is the port that peers connect to.
func (s *ServiceConnectSpec) CallPort(servicePort int64) int64 {
	if s.Port != nil {
		return *s.Port
	}
	return servicePort
}
