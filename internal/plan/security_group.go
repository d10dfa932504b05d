package plan

// A SecurityGroup is one by what AWS never changes of it.
type SecurityGroup struct {
	Name        string
	Description string
}
