/**
 * The regions of the United Nations' M49 scheme, with one difference: Cyprus and Türkiye, Western Asia there, stand with
 * Southern Europe here. Codes are those of the source's header (EL Greece, UK United Kingdom).
 */
export const regions = [
  {
    id: 'northern',
    name: 'Northern Europe',
    countries: {
      DK: ['Denmark', 'Europe/Copenhagen'],
      EE: ['Estonia', 'Europe/Tallinn'],
      FI: ['Finland', 'Europe/Helsinki'],
      LT: ['Lithuania', 'Europe/Vilnius'],
      LV: ['Latvia', 'Europe/Riga'],
      NO: ['Norway', 'Europe/Oslo'],
      SE: ['Sweden', 'Europe/Stockholm'],
      UK: ['United Kingdom', 'Europe/London'],
    },
  },
  {
    id: 'western',
    name: 'Western Europe',
    countries: {
      AT: ['Austria', 'Europe/Vienna'],
      BE: ['Belgium', 'Europe/Brussels'],
      CH: ['Switzerland', 'Europe/Zurich'],
      DE: ['Germany', 'Europe/Berlin'],
      FR: ['France', 'Europe/Paris'],
      LU: ['Luxembourg', 'Europe/Luxembourg'],
      NL: ['Netherlands', 'Europe/Amsterdam'],
    },
  },
  {
    id: 'southern',
    name: 'Southern Europe',
    countries: {
      BA: ['Bosnia and Herzegovina', 'Europe/Sarajevo'],
      CY: ['Cyprus', 'Asia/Nicosia'],
      EL: ['Greece', 'Europe/Athens'],
      ES: ['Spain', 'Europe/Madrid'],
      HR: ['Croatia', 'Europe/Zagreb'],
      IT: ['Italy', 'Europe/Rome'],
      ME: ['Montenegro', 'Europe/Podgorica'],
      MK: ['North Macedonia', 'Europe/Skopje'],
      MT: ['Malta', 'Europe/Malta'],
      PT: ['Portugal', 'Europe/Lisbon'],
      RS: ['Serbia', 'Europe/Belgrade'],
      SI: ['Slovenia', 'Europe/Ljubljana'],
      TR: ['Türkiye', 'Europe/Istanbul'],
    },
  },
  {
    id: 'eastern',
    name: 'Eastern Europe',
    countries: {
      BG: ['Bulgaria', 'Europe/Sofia'],
      CZ: ['Czechia', 'Europe/Prague'],
      HU: ['Hungary', 'Europe/Budapest'],
      PL: ['Poland', 'Europe/Warsaw'],
      RO: ['Romania', 'Europe/Bucharest'],
      SK: ['Slovakia', 'Europe/Bratislava'],
    },
  },
];
