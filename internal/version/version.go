// Package version says which version of xplatform a program is.
package version

// version is set by the linker: make passes VERSION to it.
var version = "v0.0.0-dev"

// String returns the version, such as v0.3.0.
func String() string { return version }
