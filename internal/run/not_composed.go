package run

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// NotComposed warns about what a claim asks for and nothing acts on yet.
func NotComposed(s *v1alpha1.PlatformSpec) []string {
	var out []string
	if slices.ContainsFunc(s.Services, func(s v1alpha1.ServiceSpec) bool { return s.Image != "" }) {
		out = append(out, "spec.services is composed without tasks: target groups and routes, and nothing that runs an image yet")
	}
	return out
}
