/** Addresses in processes, and the files mapped there that name them: for analyses of user space. */
@NullMarked
package io.gyre.analysis.user.address;

import org.jspecify.annotations.NullMarked;
