// Package xplatform holds the API's definitions and compositions as they are
// installed, for tools and tests that need them without a cluster.
package xplatform

import _ "embed"

// Definition defines the composite XPlatform and its claim.
//
//go:embed definition.yaml
var Definition []byte

// Composition composes an XPlatform.
//
//go:embed composition.yaml
var Composition []byte

// SingleComposition composes an XPlatform by one function.
//
//go:embed composition-single.yaml
var SingleComposition []byte

// NamespacedDefinition defines the namespaced composite Platform.
//
//go:embed definition-namespaced.yaml
var NamespacedDefinition []byte

// NamespacedComposition composes a namespaced Platform.
//
//go:embed composition-namespaced.yaml
var NamespacedComposition []byte

// NamespacedSingleComposition composes a namespaced Platform by one function.
//
//go:embed composition-single-namespaced.yaml
var NamespacedSingleComposition []byte
