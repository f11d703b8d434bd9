@NullMarked
package io.gyre.ctf.suites;

import org.jspecify.annotations.NullMarked;
