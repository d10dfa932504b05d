// Package wire reads and writes the form in which Crossplane and functions
// exchange objects: protobuf's Struct.
//
// Writing, Struct turns Go values with JSON tags into that form without a
// detour through JSON text, and Seal encodes them once. Reading, an Object
// decodes only the fields that are read, and the Codec leaves the resources of
// a request encoded: functions read only a small part of a request, and
// decoding the rest would be most of their work.
package wire
