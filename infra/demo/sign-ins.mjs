/** Whom the demo lets in without a password, one of each kind of people: ROLE@UNIT. */
export const signIns = ['member@garments-sewing-07', 'coordinator@garments-works', 'delegate@federation'];
