package data

// Maintenance configures when AWS applies changes that interrupt a store.
type Maintenance struct {
	// Window is empty if AWS chooses one.
	Window string

	// Immediately applies changes outside the window too.
	Immediately bool
}
