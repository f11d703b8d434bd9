/** Measurements that are run by hand. */
@NullMarked
package io.gyre.ctf.bench;

import org.jspecify.annotations.NullMarked;
