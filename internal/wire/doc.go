// Package wire is the form in which objects travel between Crossplane and a
// function: protobuf's Struct.
//
// Writing, Struct turns Go values with JSON tags into that form without a detour
// through JSON text, and Seal encodes them once. Reading, an Object is looked into
// where it is asked, and the Codec leaves the resources of a request as they came:
// most of what a request holds is read by no function, and decoding it would be most
// of a function's work.
package wire
