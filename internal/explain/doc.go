// Package explain finds what a resource comes from: it alters one field of a claim at a
// time, renders again, and compares the resources. So it knows no table of fields, and
// is exact for the claim at hand.
package explain
