package main

import (
	"fmt"
	"strings"
)

const imagesHead = "# Code generated from the kinds in test/pipeline/cases by hack/generate. DO NOT EDIT.\n" +
	"#\n" +
	"# The provider's packages that the Configuration brings run as provider.yaml says, and\n" +
	"# no others. It applies to these packages however they were installed, in place of a\n" +
	"# runtimeConfigRef that they have: where other teams use one already, remove its lines,\n" +
	"# and grant its identity the permissions of provider-policy.json.\n" +
	"#\n" +
	"# Crossplane compares what it pulls, with the tag: without the colon, provider-aws-s3\n" +
	"# would be provider-aws-s3control as well. Where a mirror is used, its prefix counts.\n"

const imagesSpec = `apiVersion: pkg.crossplane.io/v1beta1
kind: ImageConfig
metadata: {name: xplatform-provider}
spec:
  runtime:
    configRef: {name: xplatform-provider}
  matchImages:
`

// repositories lists the repositories of the provider's packages: the published ones,
// and those in the examples' mirror.
var repositories = []string{"xpkg.crossplane.io/crossplane-contrib/", "registry.example.org/mirror/crossplane-contrib/"}

// providerImages writes the ImageConfig that selects the runtime of the provider's
// packages: those of the services in use, and the family's, which they depend on.
func providerImages(root string) ([]byte, error) {
	services, err := composedServices(root)
	if err != nil {
		return nil, err
	}
	packages := []string{"provider-family-aws"}
	for _, service := range services {
		packages = append(packages, "provider-aws-"+service)
	}
	var out strings.Builder
	out.WriteString(imagesHead + imagesSpec)
	for _, repository := range repositories {
		for _, name := range packages {
			fmt.Fprintf(&out, "    - {type: Prefix, prefix: %q}\n", repository+name+":")
		}
	}
	return []byte(out.String()), nil
}
