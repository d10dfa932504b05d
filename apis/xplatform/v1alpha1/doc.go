// Package v1alpha1 contains the API of a platform: the types of its spec and
// status, its defaults and its validation. The schemas of both composite resource
// definitions, the API reference and the defaults that the functions apply are
// generated from these types, so there is one place to change.
//
// Both families share the types: the claim Platform (with its composite
// XPlatform) of group xplatform.dev, and the namespaced composite Platform of
// group m.xplatform.dev.
package v1alpha1

//go:generate go run -C ../../.. ./hack/generate
