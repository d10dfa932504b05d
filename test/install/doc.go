// Package install tests the files of examples/install, as far as this requires
// no cluster. The end-to-end tests apply them.
package install
