// Package install tests what examples/install says, as far as no cluster is needed
// for it. The end-to-end tests apply it.
package install
