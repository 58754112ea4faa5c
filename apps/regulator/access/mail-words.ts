import type { Language } from '#libs/contracts';

/** What is mailed to somebody of whom nobody knows yet which language they read: so it says it in each. */
export type MailWords = Readonly<Record<Language, { subject: string; text: string }>>;

/** A link to set the password anew. */
export const resetWords = (link: string): MailWords => ({
  en: {
    subject: 'a new password',
    text: `Somebody, probably you, has asked to set the password of your account anew.\n\n${link}\n\nThe link works once, within an hour. If it was not you, nothing needs to be done.`,
  },
  es: {
    subject: 'una contraseña nueva',
    text: `Alguien, probablemente usted, ha pedido poner de nuevo la contraseña de su cuenta.\n\n${link}\n\nEl enlace sirve una vez, durante una hora. Si no fue usted, no hace falta hacer nada.`,
  },
});

/** A link to agree to be told things. */
export const confirmWords = (link: string): MailWords => ({
  en: {
    subject: 'is this your address?',
    text: `Somebody, probably you, wants messages of Synco to come to this address. If so, say it there:\n\n${link}\n\nThe link works for a day. If it was not you, nothing needs to be done, and nothing will come.`,
  },
  es: {
    subject: '¿es esta su dirección?',
    text: `Alguien, probablemente usted, quiere que los mensajes de Synco lleguen a esta dirección. Si es así, dígalo ahí:\n\n${link}\n\nEl enlace sirve durante un día. Si no fue usted, no hace falta hacer nada, y nada llegará.`,
  },
});
