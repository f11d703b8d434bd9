/**
 * All parts of Gyre in one process, around a broker of its own: what {@code gyre demo} and {@code gyre up} run and what the
 * end-to-end tests drive. Each part is the very one that runs alone against a cluster; this package only starts them in order,
 * follows their results and stops them.
 */
@NullMarked
package io.gyre.allinone;

import org.jspecify.annotations.NullMarked;
